/** First in, first out; of nodes of its own, so that no patched array sees what is in it. */
interface Node<T> {
  readonly value: T;
  next: Node<T> | null;
}

export class Queue<T> {
  #first: Node<T> | null = null;
  #last: Node<T> | null = null;

  add(value: T): void {
    const node: Node<T> = { value, next: null };
    if (this.#last === null) this.#first = node;
    else this.#last.next = node;
    this.#last = node;
  }

  get first(): T | undefined {
    return this.#first?.value;
  }

  take(): T | undefined {
    const node = this.#first;
    if (node === null) return undefined;
    this.#first = node.next;
    if (node.next === null) this.#last = null;
    return node.value;
  }

  clear(): void {
    this.#first = null;
    this.#last = null;
  }
}
