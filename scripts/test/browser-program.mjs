import { findBrowser } from "../browser.mjs";

const { executablePath } = await findBrowser({ say: console.log });
console.log(executablePath);
