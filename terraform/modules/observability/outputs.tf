output "alarm_topic_arn" {
  description = "The topic to which all alarms are published."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_thresholds" {
  description = "Each alarm's threshold, by the alarm's name: how many in five minutes are still normal."
  value       = { for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name => alarm.threshold }
}

output "dashboard_url" {
  description = "The dashboard in the AWS console."
  value       = "https://${data.aws_region.current.name}.console.aws.amazon.com/cloudwatch/home?region=${data.aws_region.current.name}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}
