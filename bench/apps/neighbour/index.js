export default {
  fetch: () => new Response("neighbour\n"),
};
