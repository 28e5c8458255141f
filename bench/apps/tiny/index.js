export default {
  fetch: () => new Response("tiny\n"),
};
