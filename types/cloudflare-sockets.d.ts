/** TCP as the rooms' runtime has it. */
declare module "cloudflare:sockets" {
  export interface TcpSocket {
    readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
    readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
    readonly opened: Promise<unknown>;
    readonly closed: Promise<unknown>;
    close(): Promise<void>;
  }

  export function connect(address: { hostname: string; port: number }): TcpSocket;
}
