// Whoever lacks a name or a contact is led from anywhere to the form that asks for it.

class Introducing {
  /** How often it was asked for; the page that has the form opens it. */
  asked = $state(0);

  ask(): void {
    this.asked += 1;
  }
}

export const introducing = new Introducing();
