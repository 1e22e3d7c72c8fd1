output "alarm_topic_arn" {
  description = "The topic that every alarm is published to."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_thresholds" {
  description = "How many in five minutes are still normal, by the alarm's name."
  value       = { for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name => alarm.threshold }
}

output "dashboard_url" {
  description = "The dashboard in the AWS console."
  value       = "https://${data.aws_region.current.name}.console.aws.amazon.com/cloudwatch/home?region=${data.aws_region.current.name}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}
