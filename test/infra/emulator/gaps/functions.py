"""Lambda."""

import moto.awslambda.models as models

_FORGOTTEN = ("DeadLetterConfig", "KMSKeyArn", "LoggingConfig")


def fill() -> None:
    """A function's dead-letter, key and logging configuration is not returned: every plan would set it again."""
    create, read, update = (
        models.LambdaFunction.__init__,
        models.LambdaFunction.get_configuration,
        models.LambdaFunction.update_configuration,
    )

    def remember(self, account_id, spec, region, *args, **kwargs):
        self.remembered = {name: spec[name] for name in _FORGOTTEN if spec.get(name)}
        create(self, account_id, spec, region, *args, **kwargs)

    def recall(self, on_create=False):
        return {**read(self, on_create), **self.remembered}

    def change(self, updates):
        # A new dictionary: published versions share the old one.
        self.remembered = {**self.remembered, **{name: updates[name] for name in _FORGOTTEN if name in updates}}
        return update(self, updates)

    models.LambdaFunction.__init__ = remember
    models.LambdaFunction.get_configuration = recall
    models.LambdaFunction.update_configuration = change
