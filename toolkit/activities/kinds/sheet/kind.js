// The sum of the numbers of a sheet follows what is typed, before the server has it.
const numbers = (sheet) => [...sheet.querySelectorAll("input[inputmode=numeric]")].map(({ value }) => value.trim());

class SheetTotal extends HTMLElement {
  connectedCallback() {
    this.sheet = this.closest(".sheet");
    this.count = () => this.show();
    for (const name of ["input", "restored"]) this.sheet?.addEventListener(name, this.count);
    document.addEventListener("htmx:after:swap", this.count);
    this.show();
  }

  disconnectedCallback() {
    for (const name of ["input", "restored"]) this.sheet?.removeEventListener(name, this.count);
    document.removeEventListener("htmx:after:swap", this.count);
  }

  show() {
    const typed = this.sheet ? numbers(this.sheet).filter((text) => /^[0-9]{1,9}$/.test(text)) : [];
    const place = this.querySelector("b");
    const sum = String(typed.reduce((total, text) => total + Number(text), 0));
    if (this.sheet?.querySelector("input[inputmode=numeric]") && place.textContent !== sum) place.textContent = sum;
  }
}

if (!customElements.get("sheet-total")) customElements.define("sheet-total", SheetTotal);
