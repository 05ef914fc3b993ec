// Which model has which role, and how the images drift: a line in the header, and a panel when it is asked for.
import { byId, element } from "./elements.js";
import { time } from "./reading.js";
import { getJson } from "./server.js";

let known = [];

/** Every model version in its latest role. */
export const models = () => known;

/** Loads both; without them the page still works. */
export async function loadStatus() {
  try {
    const [{ models: released }, { drift }] = await Promise.all([getJson("/v1/models"), getJson("/v1/drift")]);
    known = released;
    showLine(released, drift.filter((measured) => measured.alarm).length);
    byId("models").replaceChildren(modelTable(released));
    byId("drift").replaceChildren(driftTable(drift));
  } catch {
    // the live state of the page tells that the service is away
  }
}

function showLine(released, alarms) {
  const champion = released.find((model) => model.role === "CHAMPION");
  const line = byId("champion");
  line.hidden = false;
  line.replaceChildren(champion ? `champion ${champion.id} ${champion.version}` : "models");
  if (alarms > 0) {
    line.append(element("span", { className: "tag drift" }, alarms === 1 ? "1 drift alarm" : `${alarms} drift alarms`));
  }
}

function modelTable(released) {
  if (released.length === 0) {
    return element("p", { className: "caption" }, "No model was announced; the one that ships with the software serves.");
  }
  return table(["model", "role", "since", "by", "reason"], released.map((model) =>
    [`${model.id} ${model.version}`, model.role.toLowerCase(), time(model.releasedAt), model.releasedBy, model.reason]));
}

function driftTable(drift) {
  if (drift.length === 0) {
    return element("p", { className: "caption" }, "Nothing was measured yet.");
  }
  const made = table(["source", "statistic", "week", "images", "shift (PSI)", "alarm from"], drift.map((measured) =>
    [measured.source, measured.statistic, measured.week, measured.images,
      measured.populationStabilityIndex.toFixed(3), measured.bound.toFixed(3)]));
  drift.forEach((measured, at) => made.tBodies[0].rows[at].classList.toggle("alarm", measured.alarm));
  return made;
}

function table(heads, rows) {
  return element("table", {},
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", {}, head)))),
    element("tbody", {}, ...rows.map((row) =>
      element("tr", {}, ...row.map((cell) => element("td", {}, String(cell ?? "")))))));
}

byId("champion").addEventListener("click", () => byId("status").showModal());
