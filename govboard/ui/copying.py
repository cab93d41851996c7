"""A button that puts text on the reader's clipboard, also in offices without https, and copies of what is marked data-copy."""

import streamlit as st

_SCRIPT = """
function put(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");  // plain http: the older way
  area.value = text; area.style.position = "fixed"; area.style.opacity = "0";
  document.body.appendChild(area); area.select(); document.execCommand("copy"); area.remove();
  return Promise.resolve();
}
function said(button, words) {
  const before = button.textContent; button.textContent = words;
  setTimeout(() => { button.textContent = before; }, 1500);
}
export default function (component) {
  const button = component.parentElement.querySelector("button");
  button.textContent = component.data.label;
  button.onclick = () => put(component.data.text).then(() => said(button, "已复制"));
  if (!window.govboardCopies) {
    window.govboardCopies = true;
    document.addEventListener("click", event => {
      const marked = event.target.closest && event.target.closest("[data-copy]");
      if (marked) put(marked.dataset.copy).then(() => said(marked, "已复制"));
    });
  }
}
"""
_LOOK = """button { font: inherit; font-size: 14px; padding: 4px 14px; border: 1px solid #c6ced7; border-radius: 6px; background: #fff; color: #1f2733; cursor: pointer; }
button:hover, button:focus-visible { border-color: #9e1b22; color: #9e1b22; }"""
_copier = st.components.v2.component("govboard_copier", html="<button type='button'></button>", css=_LOOK, js=_SCRIPT)


def button(label: str, text: str, key: str) -> None:
    """A button with this label; a click puts `text` on the clipboard."""
    _copier(key=key, data={"label": label, "text": text})
