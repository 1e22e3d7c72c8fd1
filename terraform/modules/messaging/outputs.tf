output "queues" {
  description = "For each queue, by its name in `queues`: its full name, ARN and URL, and those of its dead-letter queue."
  value = {
    for name, queue in aws_sqs_queue.this : name => {
      name = queue.name
      arn  = queue.arn
      url  = queue.url
      dead_letters = {
        name = aws_sqs_queue.dead_letters[name].name
        arn  = aws_sqs_queue.dead_letters[name].arn
        url  = aws_sqs_queue.dead_letters[name].url
      }
    }
  }
}

output "topics" {
  description = "For each topic, by its name in `topics`: its full name and ARN."
  value       = { for name, topic in aws_sns_topic.this : name => { name = topic.name, arn = topic.arn } }
}
