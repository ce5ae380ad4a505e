// A form that is sent once: a second press while the first is under way does nothing.

/** @param {Document} page */
export function submitOnce(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-submit-once]") || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    mark(form, true);
  });
  // The browser's "back" may show the page as it was left, with its form sent.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of page.querySelectorAll("form[data-sent]")) mark(form, false);
  });
}

function mark(form, sent) {
  if (sent) form.dataset.sent = "yes";
  else delete form.dataset.sent;
  // Not `disabled`, which would take the button's own name and value out of what is sent.
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
