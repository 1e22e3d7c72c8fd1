"""SQS."""

import json

import moto.sqs.models as models

_ALLOW = "RedriveAllowPolicy"


def fill() -> None:
    """
    Which queues may use one for their dead letters is not returned: creating it waits for that for ever. A redrive policy is
    returned with spaces in it, which the provider takes for a change, and any other change of a queue loses its policy.
    """
    set_attributes = models.Queue._set_attributes
    attributes = models.Queue.attributes.fget

    def remember(self, given, now=None):
        # The policy is "" where it is taken away.
        set_attributes(self, {"Policy": getattr(self, "policy", None), **given}, now)
        if _ALLOW in given:
            self.redrive_allow = given[_ALLOW]

    def recall(self):
        told = attributes(self)
        if "RedrivePolicy" in told:
            told["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        if getattr(self, "redrive_allow", None):
            told[_ALLOW] = self.redrive_allow
        return told

    models.Queue._set_attributes = remember
    models.Queue.attributes = property(recall)
