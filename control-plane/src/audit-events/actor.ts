/** Who changed something: an API key, somebody at the server's command line, Stripe's webhook, or the service itself. */
export type Actor = { type: "apiKey"; id: string } | { type: "commandLine" | "stripe" | "system" };

export type ActorType = Actor["type"];
