/** A resource that may break a rule, and why. */
export interface Exception {
  readonly rule: string;
  /** Matches the resource's address. */
  readonly address: RegExp;
  /** Matches what the rule says is wrong: anything else that is wrong there still counts. */
  readonly violation: RegExp;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'no permission is for every resource',
    address: /(^|\.)module\.function(\["[^"]+"\])?\.(data\.aws_iam_policy_document\.grants|aws_iam_role_policy\.this)$/,
    violation: /^SendTraces \(xray:PutTelemetryRecords, xray:PutTraceSegments\)$/,
    reason:
      'X-Ray has no resource to name in either action: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html',
  },
  {
    rule: 'a topic is encrypted',
    address: /\.module\.observability\.aws_sns_topic\.alarms$/,
    violation: /./,
    reason:
      'CloudWatch cannot publish to a topic under the AWS-managed key, and an alarm holds its name, threshold and a number; a key of your own: kms_key_arn of the module',
  },
];
