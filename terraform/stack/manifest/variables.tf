variable "dist" {
  description = "The folder that `make build` writes, with `manifest.json` and the zips."
  type        = string
}

variable "sources" {
  description = "The project's root. The manifest must have been made from its sources."
  type        = string
}
