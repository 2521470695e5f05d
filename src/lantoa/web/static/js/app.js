// Starts the small behaviours. Every page works without them.
import { start as menus } from "./menus.js";
import { start as faults } from "./faults.js";
import { start as filters } from "./filters.js";
import { start as grids } from "./grid.js";
import { start as unsaved } from "./unsaved.js";
import { start as search } from "./search.js";
import { start as offline } from "./offline-hooks.js";

function begin(root) {
  menus(root);
  faults(root);
  filters(root);
  grids(root);
  unsaved(root);
  offline(root);
  search();
}

begin(document);
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
