"""DynamoDB."""

import moto.dynamodb.models.table as models
import moto.dynamodb.responses as responses

_CEILING = "OnDemandThroughput"


def _remember(holder, spec) -> None:
    if _CEILING in spec:
        holder.ceiling = {**getattr(holder, "ceiling", {}), **spec[_CEILING]}


def _remember_all(table, body) -> None:
    _remember(table, body)
    updates = body.get("GlobalSecondaryIndexUpdates", [])
    specs = [*body.get("GlobalSecondaryIndexes", []), *(spec for update in updates for spec in update.values())]
    for index in table.global_indexes:
        for spec in specs:
            if spec["IndexName"] == index.name:
                _remember(index, spec)


def fill() -> None:
    """The ceiling of a table or an index is not returned: every plan would set it again."""
    create, update = responses.DynamoHandler.create_table, responses.DynamoHandler.update_table
    table, index = models.Table.describe, models.GlobalSecondaryIndex.describe

    def remembering(answer):
        def answered(self):
            result = answer(self)
            _remember_all(self.dynamodb_backend.get_table(self.body["TableName"]), self.body)
            return result

        return answered

    def describe_table(self, base_key="TableDescription"):
        described = table(self, base_key)
        if hasattr(self, "ceiling"):
            described[base_key][_CEILING] = self.ceiling
        return described

    def describe_index(self):
        return {**index(self), **({_CEILING: self.ceiling} if hasattr(self, "ceiling") else {})}

    responses.DynamoHandler.create_table, responses.DynamoHandler.update_table = remembering(create), remembering(update)
    models.Table.describe, models.GlobalSecondaryIndex.describe = describe_table, describe_index
