output "alarm_topic_arn" {
  description = "The topic that every alarm is published to."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_names" {
  description = "The names of all alarms."
  value       = sort([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name])
}

output "dashboard_url" {
  description = "The dashboard in the AWS console."
  value       = "https://${data.aws_region.current.name}.console.aws.amazon.com/cloudwatch/home?region=${data.aws_region.current.name}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
}
