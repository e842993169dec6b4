terraform {
  required_providers {
    aigateway = {
      source = "aigateway/aigateway"
    }
  }
}

provider "aigateway" {
  base_url = "http://127.0.0.1:8080" # or AIGATEWAY_BASE_URL
  api_key  = var.aigateway_api_key   # or AIGATEWAY_API_KEY
}

variable "aigateway_api_key" {
  type      = string
  sensitive = true
}
