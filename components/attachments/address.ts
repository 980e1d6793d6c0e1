interface Asked {
  thumbnail?: boolean;
  save?: boolean;
}

/** Where a file is asked for; it answers with one that holds for some minutes. */
export function addressOf(file: { id: string }, asked: Asked = {}): string {
  return addressIn("/api/attachments", file, asked);
}

/** Where a file of a post is asked for, by anybody. */
export function addressInPost(post: string) {
  return (file: { id: string }, asked: Asked = {}) => addressIn(`${post}/files`, file, asked);
}

function addressIn(folder: string, { id }: { id: string }, { thumbnail, save }: Asked): string {
  const query = thumbnail ? "?size=thumbnail" : save ? "?save=1" : "";
  return `${folder}/${id}${query}`;
}
