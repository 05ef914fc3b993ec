// A reading in words.
import { element, probabilityBar } from "./elements.js";

export const REASONS = {
  NEAR_THRESHOLD: "too close to the threshold to decide",
  OUTSIDE_POPULATION: "unlike the films that the model was made of",
  QUALITY: "the quality of the film does not allow a decision",
};

const NAMES = { HIDDEN: "read", AWAITING_BLIND_READ: "blind read due" };

export const percent = (value) => (value * 100).toFixed(1) + " %";
export const time = (instant) => (instant ? new Date(instant).toLocaleString() : null);

/** @param hidden whether the reader does not want to see the model's result */
export function findingOf(reading, hidden) {
  const name = hidden && reading.status === "DIAGNOSED" ? "HIDDEN" : reading.finding ?? reading.status;
  const text = NAMES[name] ?? name.toLowerCase();
  return element("span", { className: "finding " + name }, text);
}

/** What the model said, or why it is not said. */
export function verdict(reading, hidden) {
  const parts = [findingOf(reading, hidden)];
  if (reading.status === "DIAGNOSED" && !hidden) {
    parts.push(element("div", { className: "line" },
      probabilityBar(reading.probability, reading.threshold, reading.finding),
      element("span", { className: "number" }, percent(reading.probability))));
    parts.push(element("p", { className: "caption" },
      `calibrated probability of pneumonia; the mark is the threshold, ${percent(reading.threshold)}`));
    if (reading.reason) {
      parts.push(element("p", { className: "why" }, "A human must look: " + (REASONS[reading.reason] ?? reading.reason) + "."));
    }
    if (reading.qualityFlags.length > 0) {
      parts.push(element("p", { className: "why" }, "Quality: " + reading.qualityFlags.join(", ")));
    }
  } else if (reading.status === "REJECTED") {
    const again = reading.rejection.retryable ? " Sending it again may help." : " Sending the same file again will not help.";
    parts.push(element("p", { className: "why" }, reading.rejection.message + again));
  } else if (reading.status === "PENDING") {
    parts.push(element("p", { className: "why" }, "Waiting for its reading."));
  } else if (reading.status === "AWAITING_BLIND_READ") {
    parts.push(element("p", { className: "why" },
      "Drawn for the blind audit: the model's result is shown to nobody before somebody has labelled it."));
  } else {
    parts.push(element("p", { className: "why" }, "Switch off “Hide results” to see the model's result."));
  }
  return element("div", { className: "verdict" }, ...parts);
}

export function ageOf(reading) {
  const instant = reading.receivedAt ?? reading.diagnosedAt ?? reading.rejection?.rejectedAt;
  if (!instant) {
    return "age unknown";
  }
  const seconds = Math.max(0, (Date.now() - new Date(instant)) / 1000);
  if (seconds < 90) {
    return "just now";
  }
  if (seconds < 5400) {
    return Math.round(seconds / 60) + " min ago";
  }
  return seconds < 129600 ? Math.round(seconds / 3600) + " h ago" : Math.round(seconds / 86400) + " days ago";
}
