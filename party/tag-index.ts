import { isOpen } from "./deliver";

interface Tagged {
  readonly readyState: number;
}

/** Sockets by their tags. The platform has such an index for sockets that may sleep, and looks at all of the others. */
export class TagIndex<Socket extends Tagged> {
  readonly #sockets = new Map<string, Set<Socket>>();
  readonly #tags = new Map<Socket, string[]>();

  add(socket: Socket, tags: string[]): void {
    this.#tags.set(socket, tags);
    for (const tag of tags) {
      const sockets = this.#sockets.get(tag) ?? new Set();
      this.#sockets.set(tag, sockets.add(socket));
    }
  }

  remove(socket: Socket): void {
    for (const tag of this.#tags.get(socket) ?? []) {
      const sockets = this.#sockets.get(tag);
      sockets?.delete(socket);
      if (sockets?.size === 0) this.#sockets.delete(tag);
    }
    this.#tags.delete(socket);
  }

  getConnections(tag: string): Socket[] {
    return [...(this.#sockets.get(tag) ?? [])].filter(isOpen);
  }
}
