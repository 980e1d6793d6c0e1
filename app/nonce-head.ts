/** What the proxy tells the layout of a page: by which word its own scripts are known. */
export const NONCE_HEAD = "x-servihub-nonce";
