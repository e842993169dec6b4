/**
 * `fetch`, failing with errors of the test's own realm. Jest runs a test in a realm of its own, where the platform's
 * `AbortError` is no `Error`, and by that the SDKs would not know a time-out when they see one.
 */
export async function realmFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  try {
    return await fetch(...request);
  } catch (caught) {
    const { name, message, cause } = caught as Error;
    throw Object.assign(new Error(message, { cause }), { name });
  }
}
