// The radiograph, large: brightness, contrast, inversion, and the heat map over it.
import { byId } from "./elements.js";

let modelHidden = false;

/**
 * Shows a radiograph with the window that the reader has set.
 *
 * @param picture its image and heatMap, URL paths or null, and its source
 * @param hideModel whether the heat map must not be seen
 */
export function showFilm(picture, hideModel) {
  modelHidden = hideModel;
  setSource(byId("radiograph"), picture.image, "Radiograph from " + (picture.source ?? "an unknown source"));
  setSource(byId("heat"), hideModel ? null : picture.heatMap, "What spoke for pneumonia, according to the model");
  byId("tools").hidden = !picture.image;
  showMessage(picture.image ? "" : "The radiograph itself has not come in yet.");
  byId("heat-on").disabled = hideModel || !picture.heatMap;
  showWindow();
}

function setSource(picture, path, description) {
  picture.alt = description;
  if (!path) {
    picture.removeAttribute("src");
  } else if (picture.getAttribute("src") !== path) {
    picture.src = path;
  }
}

/** Says something in the place of the film. */
export function showMessage(text) {
  byId("film-message").textContent = text;
  byId("film-message").hidden = !text;
  byId("radiograph").hidden = Boolean(text);
}

function showWindow() {
  const heat = byId("heat");
  heat.hidden = modelHidden || !byId("heat-on").checked || !heat.getAttribute("src");
  heat.style.opacity = byId("heat-opacity").value / 100;
  const filter = `brightness(${byId("brightness").value}%) contrast(${byId("contrast").value}%)`
    + (byId("invert").checked ? " invert(1)" : "");
  byId("radiograph").style.setProperty("--window", filter);
}

/** Takes the film away, before another one comes. */
export function clearFilm() {
  byId("radiograph").removeAttribute("src");
  byId("heat").removeAttribute("src");
}

for (const id of ["heat-on", "heat-opacity", "invert", "brightness", "contrast"]) {
  byId(id).addEventListener("input", showWindow);
}
byId("reset").addEventListener("click", () => {
  byId("invert").checked = false;
  byId("brightness").value = 100;
  byId("contrast").value = 100;
  showWindow();
});
byId("radiograph").addEventListener("error", () => showMessage("The radiograph can't be shown: the object store does not have it or is away."));
