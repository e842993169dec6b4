# A service of our own that speaks the OpenAI format. Its models are called `in-house:small` and `in-house:large`.
resource "aigateway_provider" "in_house" {
  provider_id = "in-house"
  name        = "In-house models"
  base_url    = "https://models.example.com/v1"

  models = [
    { model_id = "small" },
    { model_id = "large" },
  ]

  supported_api_surfaces = [
    { format = "openai", surface = "chat-completions", supported_params = ["temperature", "max_tokens"] },
    { format = "openai", surface = "embeddings" },
  ]
}
