/** What the proxy tells the layout of a page in a frame: by which theme it is drawn. */
export const FRAME_HEAD = "x-servihub-frame";
