// What the page asks of the service.

export async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? response.statusText);
  }
  return body;
}

/** Sends a reader's label; fails with what was wrong. */
export async function postLabel(imageId, label) {
  const response = await fetch(`${pathOf(imageId)}/corrections`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(label),
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? response.statusText);
  }
}

export const pathOf = (imageId) => `/v1/diagnoses/${encodeURIComponent(imageId)}`;
