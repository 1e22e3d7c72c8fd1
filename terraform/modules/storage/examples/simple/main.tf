# A bucket whose objects stay, and one whose objects expire after a week.

module "storage" {
  source = "../.."

  name_prefix = "example"
  buckets = {
    documents = {}
    uploads   = { expire_after_days = 7 }
  }
}

output "buckets" {
  description = "Their names, ARNs and host names."
  value       = module.storage.buckets
}
