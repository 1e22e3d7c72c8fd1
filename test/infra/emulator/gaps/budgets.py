"""Budgets."""

import json

import moto.budgets.responses as responses
from moto.budgets.exceptions import NotFoundException

Response = responses.BudgetsResponse


def _stored(self):
    found = self.backend.budgets[self._get_param("AccountId")].get(self._get_param("BudgetName"))
    if found is None:
        raise NotFoundException("The budget does not exist.")
    return found


def _update_budget(self):
    """UpdateBudget is missing: a changed limit cannot be applied."""
    changed = self._get_param("NewBudget")
    stored = self.backend.budgets[self._get_param("AccountId")][changed["BudgetName"]]
    stored.budget = {**stored.budget, **changed}
    return json.dumps({})


def _describe_subscribers(self):
    """DescribeSubscribersForNotification is missing: a budget cannot be read after it was made."""
    wanted = self._get_param("Notification")
    same = ("NotificationType", "ComparisonOperator", "Threshold")
    subscribers = [
        subscriber
        for notification in _stored(self).notifications
        if all(notification.details[key] == wanted[key] for key in same)
        for subscriber in notification.subscribers
    ]
    return json.dumps({"Subscribers": subscribers})


def _named(arn: str) -> tuple:
    """budgets does not keep tags: arn:aws:budgets::123456789012:budget/name."""
    *_, account, name = arn.split(":", 5)
    return account, name.removeprefix("budget/")


def _list_tags(self):
    """ListTagsForResource is missing: a budget cannot be read after it was made."""
    account, name = _named(self._get_param("ResourceARN"))
    return json.dumps({"ResourceTags": getattr(self.backend.budgets[account][name], "tags", [])})


def fill() -> None:
    create = Response.create_budget

    def create_budget(self):
        answer = create(self)
        name = self._get_param("Budget")["BudgetName"]
        self.backend.budgets[self._get_param("AccountId")][name].tags = self._get_param("ResourceTags", [])
        return answer

    Response.create_budget = create_budget
    Response.update_budget = _update_budget
    Response.describe_subscribers_for_notification = _describe_subscribers
    Response.list_tags_for_resource = _list_tags
