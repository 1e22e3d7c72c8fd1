# Copied beside an environment's files to point it at the emulator: what only these two blocks can say. Where the emulator
# is, the environment variable AWS_ENDPOINT_URL says. Nothing of an environment itself is switched off.

terraform {
  backend "s3" {
    use_path_style              = true # a bucket is no host name of the emulator's
    skip_credentials_validation = true # the keys are made up
    skip_metadata_api_check     = true
    skip_region_validation      = true
  }
}

provider "aws" {
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  max_retries                 = 3 # a call that the emulator lacks fails soon, instead of looking hung
}
