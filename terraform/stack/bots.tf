# Assistants of other AWS accounts, which get what is written in threads.

locals {
  bots_topic = "messages" # its name in the manifest

  # SNS cannot make a subscriber filter. So what is meant for some tenants goes to a queue of ours, and the bot's account
  # may read that queue and nothing else.
  bot_queues = {
    for name, bot in var.outside_bots : "bot-${name}" => {
      visibility_seconds = 180
      max_receives       = 5
      readers            = [bot.account]
      subscriptions = [{
        topic = local.bots_topic
        # By default what our own assistant gets too.
        filter = { clientId = bot.client_ids, messageType = bot.message_types == null ? ["user"] : bot.message_types }
      }]
    } if bot.endpoint == null
  }

  bot_subscribers = {
    for name, bot in var.outside_bots : name => { account = bot.account, protocols = bot.protocols, endpoint = bot.endpoint } if bot.endpoint != null
  }

  topics = {
    for name in keys(var.manifest.topics) : name => {
      name        = lookup(var.topic_names, name, null)
      subscribers = name == local.bots_topic ? local.bot_subscribers : {}
    }
  }
}
