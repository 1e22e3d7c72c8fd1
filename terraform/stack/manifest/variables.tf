variable "dist" {
  description = "The folder that `make build` writes: `manifest.json` and the zips."
  type        = string
}

variable "sources" {
  description = "The project's root, whose sources the manifest must have been made from."
  type        = string
}
