import { speak, type Words } from "../state/speech";
import { parsed } from "./json-data";

const given = document.getElementById("island-words");
if (given) speak(parsed<Words>(given.textContent, {}));
