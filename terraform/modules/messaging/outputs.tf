output "queues" {
  description = "By the name given: each queue's full name, ARN and URL, and the same of its dead letters."
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
  description = "By the name given: each topic's full name and ARN."
  value       = { for name, topic in aws_sns_topic.this : name => { name = topic.name, arn = topic.arn } }
}
