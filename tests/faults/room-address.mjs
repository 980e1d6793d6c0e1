/** Where somebody opens a room: with a ticket of the site's where there is one, and else with one as it would sign it. */
export async function roomAddress({ product, ticketSecret, site, roomsPort }, place, over = {}) {
  const { protocol = "ws", port = roomsPort } = over;
  const { person, conversationId } = place;
  if (site) {
    const address = await site.ticketAddress(person, conversationId);
    return Object.assign(address, { protocol, host: `127.0.0.1:${port}` });
  } else {
    const address = new URL(`${protocol}://127.0.0.1:${port}`);
    const ticket = { party: "main", room: conversationId, ...person };
    address.pathname = product.roomPath(ticket, 1);
    address.searchParams.set("token", await product.signTicket(ticket, ticketSecret));
    return address;
  }
}
