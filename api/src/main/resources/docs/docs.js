// Shows the API's own document and lets it be tried: with an API key, or as whoever is signed in here.

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
let session = null;

async function readSession() {
  const answer = await fetch("/v1/session", { credentials: "same-origin" });
  session = answer.ok ? await answer.json() : null;
  document.getElementById("caller").textContent = session
    ? `Signed in as ${session.user.email}: requests are sent with your session.`
    : "Not signed in: choose Authorize and paste an API key.";
}

function header(headers, name) {
  return Object.keys(headers).some((key) => key.toLowerCase() === name.toLowerCase());
}

function send(request) {
  request.headers = request.headers ?? {};
  const isOurs = new URL(request.url, location.href).origin === location.origin;
  const method = (request.method ?? "GET").toUpperCase();
  if (session && isOurs && UNSAFE.has(method) && !header(request.headers, "Authorization")) {
    request.headers["X-CSRF-Token"] = session.csrf_token;
  }
  return request;
}

async function received(answer) {
  if (new URL(answer.url, location.href).pathname.startsWith("/v1/session")) {
    await readSession();
  }
  return answer;
}

await readSession();
window.SwaggerUIBundle({
  url: "/openapi.json",
  domNode: document.getElementById("docs"),
  deepLinking: true,
  filter: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  withCredentials: true,
  requestInterceptor: send,
  responseInterceptor: received,
});
