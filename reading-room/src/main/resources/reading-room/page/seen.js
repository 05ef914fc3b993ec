// The images whose result was on this screen: their labels are not blind.

const MOST_REMEMBERED = 5000;
const seen = new Set(JSON.parse(localStorage.getItem("seen") ?? "[]"));

export const wasSeen = (imageId) => seen.has(imageId);

export function remember(imageIds) {
  imageIds.forEach((imageId) => seen.add(imageId));
  localStorage.setItem("seen", JSON.stringify([...seen].slice(-MOST_REMEMBERED)));
}
