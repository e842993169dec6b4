/** Posts what Stripe would post to the service's webhook, and gives the answer's status and body. */
export async function postWebhook(
  baseUrl: string,
  body: string,
  signature: string | undefined,
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
): Promise<[status: number, body: any]> {
  const answer = await fetch(`${baseUrl}/webhooks/stripe`, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(signature !== undefined && { "stripe-signature": signature }),
    },
    body,
  });
  return [answer.status, await answer.json()];
}
