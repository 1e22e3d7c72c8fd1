"""Prints as JSON what an AWS account holds under a name prefix, as its API tells it: read_back.py ENDPOINT PREFIX."""

import json
import sys
from urllib.parse import unquote

import boto3
from botocore.exceptions import ClientError

from read_back_apis import read_apis


def pages(client, operation: str, field: str, **arguments):
    for page in client.get_paginator(operation).paginate(**arguments):
        yield from page.get(field, [])


def main(endpoint: str, prefix: str) -> dict:
    def client(service):
        return boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id="emulator",
            aws_secret_access_key="emulator",
            aws_session_token="proof",  # These are not the deployment's own requests: see recorded_actions.py.
        )

    ours = f"{prefix}-"
    return {
        "apis": read_apis(client("apigatewayv2"), ours),
        "logsApisAs": client("apigateway").get_account().get("cloudwatchRoleArn"),
        "functions": read_functions(client("lambda"), ours),
        "roles": read_roles(client("iam"), ours),
        "tables": read_tables(client("dynamodb"), ours),
        "pools": read_pools(client("cognito-idp"), ours),
        "secrets": {
            secret["Name"].removeprefix(f"{prefix}/"): secret["ARN"]
            for secret in pages(client("secretsmanager"), "list_secrets", "SecretList")
            if secret["Name"].startswith(f"{prefix}/")
        },
        "alarms": {
            alarm["AlarmName"]: alarm["Threshold"]
            for alarm in pages(client("cloudwatch"), "describe_alarms", "MetricAlarms", AlarmNamePrefix=ours)
        },
        "queues": read_queues(client("sqs"), ours),
        "topics": read_topics(client("sns"), ours),
        "mappings": read_mappings(client("lambda"), ours),
        "buckets": read_buckets(client("s3"), ours),
        "schedules": read_schedules(client("scheduler"), ours),
        "budgets": read_budgets(client("budgets"), ours),
        "logGroups": {
            group["logGroupName"]: group.get("retentionInDays")
            for group in pages(client("logs"), "describe_log_groups", "logGroups")
            if f"/{ours}" in group["logGroupName"]
        },
    }


def read_functions(functions, ours: str) -> dict:
    found = {}
    for function in pages(functions, "list_functions", "Functions"):
        name = function["FunctionName"]
        if not name.startswith(ours):
            continue
        live = functions.get_alias(FunctionName=name, Name="live")["FunctionVersion"]
        config = functions.get_function_configuration(FunctionName=name, Qualifier=live)
        found[name] = {
            "live": live,
            "memory": config["MemorySize"],
            "timeout": config["Timeout"],
            "runtime": config["Runtime"],
            "architectures": config["Architectures"],
            "handler": config["Handler"],
            "codeSha256": config["CodeSha256"],
            "environment": config.get("Environment", {}).get("Variables", {}),
            "tracing": config["TracingConfig"]["Mode"],
            "logFormat": config["LoggingConfig"]["LogFormat"],
            "reservedConcurrency": functions.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions"),
            "invokers": [read_invoker(statement) for statement in statements_of(functions, name)],
            "deadLetters": config.get("DeadLetterConfig", {}).get("TargetArn"),
        }
    return found


def statements_of(functions, name: str) -> list:
    try:
        return json.loads(functions.get_policy(FunctionName=name, Qualifier="live")["Policy"])["Statement"]
    except functions.exceptions.ResourceNotFoundException:
        return []


def read_invoker(statement) -> dict:
    condition = statement["Condition"]
    return {
        "service": statement["Principal"]["Service"],
        "source": condition["ArnLike"]["AWS:SourceArn"],
        "account": condition.get("StringEquals", {}).get("AWS:SourceAccount"),
    }


def read_queues(sqs, ours: str) -> dict:
    found = {}
    for url in pages(sqs, "list_queues", "QueueUrls", QueueNamePrefix=ours):
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        redrive, allow, policy = (json.loads(told.get(name) or "null") for name in ("RedrivePolicy", "RedriveAllowPolicy", "Policy"))
        found[told["QueueArn"].split(":")[-1]] = {
            "visibility": int(told["VisibilityTimeout"]),
            "retention": int(told["MessageRetentionPeriod"]),
            "encrypted": told.get("SqsManagedSseEnabled") == "true",
            "deadLetters": redrive and {"queue": redrive["deadLetterTargetArn"].split(":")[-1], "receives": redrive["maxReceiveCount"]},
            "deadLettersOf": [arn.split(":")[-1] for arn in allow["sourceQueueArns"]] if allow else None,
            "senders": sorted(as_list(statement["Condition"]["ArnEquals"]["aws:SourceArn"]) for statement in allowing(policy, "sqs:SendMessage")),
            "readers": [statement["Principal"]["AWS"] for statement in allowing(policy, "sqs:ReceiveMessage")],
        }
    return found


def allowing(policy: dict | None, action: str) -> list:
    """The statements of a policy that allow an action."""
    return [statement for statement in as_list(policy["Statement"]) if action in as_list(statement["Action"])] if policy else []


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def read_topics(sns, ours: str) -> dict:
    found = {}
    for topic in pages(sns, "list_topics", "Topics"):
        name = topic["TopicArn"].split(":")[-1]
        if not name.startswith(ours):
            continue
        subscriptions = []
        for subscription in pages(sns, "list_subscriptions_by_topic", "Subscriptions", TopicArn=topic["TopicArn"]):
            told = sns.get_subscription_attributes(SubscriptionArn=subscription["SubscriptionArn"])["Attributes"]
            subscriptions.append(
                {
                    "endpoint": told["Endpoint"],
                    "raw": told.get("RawMessageDelivery") == "true",
                    "filter": json.loads(told.get("FilterPolicy") or "null"),
                    "deadLetters": json.loads(told.get("RedrivePolicy") or "{}").get("deadLetterTargetArn"),
                }
            )
        told = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
        # Before it is given a policy, a topic has one of AWS's, for its own account.
        strangers = [each for each in allowing(json.loads(told["Policy"]), "sns:Subscribe") if each["Principal"]["AWS"] != "*"]
        found[name] = {
            "key": told.get("KmsMasterKeyId"),
            "subscriptions": sorted(subscriptions, key=lambda each: each["endpoint"]),
            "subscribers": [{"account": each["Principal"]["AWS"], "condition": each["Condition"]} for each in strangers],
        }
    return found


def read_mappings(functions, ours: str) -> list:
    return [
        {
            "queue": mapping["EventSourceArn"].split(":")[-1],
            "function": mapping["FunctionArn"].split(":function:")[-1],
            "batchSize": mapping["BatchSize"],
            "window": mapping.get("MaximumBatchingWindowInSeconds", 0),
            "responses": mapping.get("FunctionResponseTypes", []),
            "concurrency": mapping.get("ScalingConfig", {}).get("MaximumConcurrency"),
        }
        for mapping in pages(functions, "list_event_source_mappings", "EventSourceMappings")
        if f":{ours}" in mapping["EventSourceArn"]
    ]


def read_cors(s3, of_bucket: dict) -> dict | None:
    """Which pages may do what with a bucket."""
    try:
        (rule,) = s3.get_bucket_cors(**of_bucket)["CORSRules"]
    except ClientError:
        return None
    return {"methods": rule["AllowedMethods"], "origins": sorted(rule["AllowedOrigins"]), "exposes": rule["ExposeHeaders"]}


def read_buckets(s3, ours: str) -> dict:
    found = {}
    for bucket in s3.list_buckets()["Buckets"]:
        name = bucket["Name"]
        # The state's own is not of this environment.
        if not name.startswith(f"{ours}123456789012-"):
            continue
        of_bucket = {"Bucket": name}
        encryption = s3.get_bucket_encryption(**of_bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
        found[name] = {
            "cors": read_cors(s3, of_bucket),
            "versioning": s3.get_bucket_versioning(**of_bucket).get("Status"),
            "encryption": encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"],
            "private": all(s3.get_public_access_block(**of_bucket)["PublicAccessBlockConfiguration"].values()),
            "policies": [statement["Sid"] for statement in json.loads(s3.get_bucket_policy(**of_bucket)["Policy"])["Statement"]],
            "lifecycle": {
                rule["ID"]: {
                    "days": rule.get("Expiration", {}).get("Days"),
                    "noncurrentDays": rule.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays"),
                }
                for rule in s3.get_bucket_lifecycle_configuration(**of_bucket)["Rules"]
            },
            "told": [
                {
                    "function": told["LambdaFunctionArn"].split(":function:")[-1],
                    "events": sorted(told["Events"]),
                    "prefix": next((rule["Value"] for rule in told.get("Filter", {}).get("Key", {}).get("FilterRules", [])), None),
                }
                for told in s3.get_bucket_notification_configuration(**of_bucket).get("LambdaFunctionConfigurations", [])
            ],
        }
    return found


def read_schedules(scheduler, ours: str) -> dict:
    found = {}
    for schedule in pages(scheduler, "list_schedules", "Schedules"):
        name = schedule["Name"]
        if not name.startswith(ours):
            continue
        told = scheduler.get_schedule(Name=name)
        found[name] = {
            "expression": told["ScheduleExpression"],
            "zone": told.get("ScheduleExpressionTimezone"),
            "function": told["Target"]["Arn"].split(":function:")[-1],
            "role": told["Target"]["RoleArn"].split("/")[-1],
            "input": told["Target"]["Input"],
            "deadLetters": told["Target"].get("DeadLetterConfig", {}).get("Arn"),
        }
    return found


def read_roles(iam, ours: str) -> dict:
    found = {}
    for role in pages(iam, "list_roles", "Roles"):
        name = role["RoleName"]
        if not name.startswith(ours):
            continue
        statements = []
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
            document = document if isinstance(document, dict) else json.loads(unquote(document))
            statements += document["Statement"]
        attached = [policy["PolicyName"] for policy in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]]
        found[name] = {"statements": statements, "attached": attached}
    return found


def read_tables(dynamodb, ours: str) -> dict:
    found = {}
    for name in pages(dynamodb, "list_tables", "TableNames"):
        if not name.startswith(ours):
            continue
        table = dynamodb.describe_table(TableName=name)["Table"]
        backups = dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        found[name] = {
            "keys": table["KeySchema"],
            "attributes": {attribute["AttributeName"]: attribute["AttributeType"] for attribute in table["AttributeDefinitions"]},
            "indexes": {
                index["IndexName"]: {
                    "keys": index["KeySchema"],
                    "projection": index["Projection"]["ProjectionType"],
                    "ceiling": index.get("OnDemandThroughput"),
                }
                for index in table.get("GlobalSecondaryIndexes", [])
            },
            "ttl": ttl.get("AttributeName") if ttl["TimeToLiveStatus"] == "ENABLED" else None,
            "billing": table["BillingModeSummary"]["BillingMode"],
            "ceiling": table.get("OnDemandThroughput"),
            "deletionProtection": table.get("DeletionProtectionEnabled", False),
            "encryption": table.get("SSEDescription", {}).get("Status"),
            "pointInTimeRecovery": backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"],
        }
    return found


def read_budgets(budgets, ours: str) -> dict:
    found = {}
    for budget in budgets.describe_budgets(AccountId="123456789012")["Budgets"]:
        if not budget["BudgetName"].startswith(ours):
            continue
        named = {"AccountId": "123456789012", "BudgetName": budget["BudgetName"]}
        notifications = budgets.describe_notifications_for_budget(**named)["Notifications"]
        found[budget["BudgetName"]] = {
            "limit": float(budget["BudgetLimit"]["Amount"]),
            "told": {
                f"{notification['NotificationType']} {notification['Threshold']:g}": [
                    subscriber["Address"]
                    for subscriber in budgets.describe_subscribers_for_notification(**named, Notification=notification)["Subscribers"]
                ]
                for notification in notifications
            },
        }
    return found


def read_pools(cognito, ours: str) -> list:
    found = []
    for pool in pages(cognito, "list_user_pools", "UserPools", PaginationConfig={"PageSize": 60}):
        if not pool["Name"].startswith(ours):
            continue
        of_pool = {"UserPoolId": pool["Id"]}
        details = cognito.describe_user_pool(**of_pool)["UserPool"]
        found.append(
            {
                "id": pool["Id"],
                "name": pool["Name"],
                "adminOnly": details["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"],
                "deletionProtection": details.get("DeletionProtection"),
                "tenant": next((a for a in details["SchemaAttributes"] if a["Name"] == "custom:tenant_id"), None),
                "groups": sorted(group["GroupName"] for group in cognito.list_groups(**of_pool)["Groups"]),
                "clients": [
                    cognito.describe_user_pool_client(**of_pool, ClientId=client["ClientId"])["UserPoolClient"]
                    for client in pages(cognito, "list_user_pool_clients", "UserPoolClients", **of_pool)
                ],
            }
        )
    return found


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:3]), sys.stdout, default=str)
