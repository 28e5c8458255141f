import "./throws-too.js";
