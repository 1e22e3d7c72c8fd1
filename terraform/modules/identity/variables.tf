variable "name_prefix" {
  description = "The prefix of the pool's and the clients' names."
  type        = string
}

variable "domain_prefix" {
  description = "The first part of the hosted domain that serves `/oauth2/token`. No other AWS customer may use it in the region."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$", var.domain_prefix)) && !can(regex("aws|amazon|cognito", var.domain_prefix))
    error_message = "A domain prefix has 1 to 63 lower-case letters, digits and inner hyphens, and does not contain aws, amazon or cognito."
  }
}

variable "groups" {
  description = "The groups of staff users, with a description of what each may do."
  type        = map(string)
  default     = {}
}

variable "resource_server" {
  description = "The OAuth resource server: its identifier, and its scopes with a description of what each allows. A scope's full name is `<identifier>/<scope>`."
  type = object({
    identifier = string
    scopes     = map(string)
  })
}

variable "service_clients" {
  description = "The names of the clients that sign in as themselves (client credentials). Each may request all scopes of the resource server."
  type        = set(string)
  default     = []
}

variable "web_client" {
  description = "How long the web client's tokens are valid: ID and access tokens in minutes, refresh tokens in days."
  type = object({
    token_minutes = optional(number, 60)
    refresh_days  = optional(number, 30)
  })
  default = {}

  validation {
    condition     = var.web_client.token_minutes >= 5 && var.web_client.token_minutes <= 1440
    error_message = "Cognito's ID and access tokens are valid for 5 minutes to one day."
  }
}

variable "user_pool_tier" {
  description = "Cognito's feature plan: `LITE`, `ESSENTIALS` or `PLUS`. With null AWS decides, and gives new pools Essentials. The plans differ in the price of a monthly active user."
  type        = string
  default     = null

  validation {
    condition     = var.user_pool_tier == null ? true : contains(["LITE", "ESSENTIALS", "PLUS"], var.user_pool_tier)
    error_message = "The tier must be LITE, ESSENTIALS or PLUS."
  }
}

variable "deletion_protection" {
  description = "Whether Cognito refuses to delete the pool and all its users."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags for the pool."
  type        = map(string)
  default     = {}
}
