import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/marks.css";
import "./styles/atlas.css";
import "./styles/atlas-parts.css";
import "./styles/atlas-plate.css";
import "./styles/atlas-paper.css";
import "./atlas/atlas-search";
import "./atlas/table-filter";
import "./atlas/theme-switch";

// Pages without a body need not wait for what draws it.
if (document.querySelector("referral-body")) void import("./atlas/referral-body");
