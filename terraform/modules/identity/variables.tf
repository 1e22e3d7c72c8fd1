variable "name_prefix" {
  description = "What the pool's and the clients' names begin with."
  type        = string
}

variable "domain_prefix" {
  description = "The first part of the hosted domain that serves `/oauth2/token`; unique in the region among all of AWS's customers."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", var.domain_prefix)) && !can(regex("aws|amazon|cognito", var.domain_prefix))
    error_message = "A domain prefix is 1 to 63 lower-case letters, digits and inner hyphens, without the words aws, amazon and cognito."
  }
}

variable "groups" {
  description = "The groups of staff users, with what each may do."
  type        = map(string)
  default     = {}
}

variable "resource_server" {
  description = "The OAuth resource server: its identifier and its scopes with what each allows. A scope's full name is `<identifier>/<scope>`."
  type = object({
    identifier = string
    scopes     = map(string)
  })
}

variable "service_clients" {
  description = "Clients that sign in as themselves (client credentials), by name; each is given all scopes of the resource server."
  type        = set(string)
  default     = []
}

variable "web_client" {
  description = "How long the web client's tokens live: ID and access tokens in minutes, refresh tokens in days."
  type = object({
    token_minutes = optional(number, 60)
    refresh_days  = optional(number, 30)
  })
  default = {}

  validation {
    condition     = var.web_client.token_minutes >= 5 && var.web_client.token_minutes <= 1440
    error_message = "Cognito's ID and access tokens live 5 minutes to one day."
  }
}

variable "user_pool_tier" {
  description = "Cognito's feature plan: `LITE`, `ESSENTIALS` or `PLUS`. Null leaves it to AWS, which gives new pools Essentials. The plans differ in what a monthly active user costs."
  type        = string
  default     = null

  validation {
    condition     = var.user_pool_tier == null ? true : contains(["LITE", "ESSENTIALS", "PLUS"], var.user_pool_tier)
    error_message = "The tier is LITE, ESSENTIALS or PLUS."
  }
}

variable "deletion_protection" {
  description = "Whether Cognito refuses to delete the pool, and with it every user."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags for the pool."
  type        = map(string)
  default     = {}
}
