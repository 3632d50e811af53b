// The operator's page: a backup.
import { call } from "./net.js";

document.querySelector("button").onclick = async ({ target }) => {
  target.disabled = true;
  const { text, message } = await call("POST", "/admin", {}).catch((error) => error);
  document.querySelector("output").value = text ?? message;
  target.disabled = false;
};
