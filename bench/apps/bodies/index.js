let produced = 0;

export default {
  async fetch(request) {
    const url = new URL(request.url);
    switch (url.pathname) {
      case "/digest": {
        const digest = new crypto.DigestStream("SHA-256");
        await request.body.pipeTo(digest);
        return new Response(new Uint8Array(await digest.digest).toHex());
      }
      case "/bytes":
        return new Response(bytes(Number(url.searchParams.get("n"))));
      case "/produced":
        return new Response(String(produced));
      case "/proxy":
        return fetch(url.searchParams.get("origin"));
      default:
        return new Response("fine\n");
    }
  },
};

function bytes(left) {
  const chunk = new Uint8Array(65536).fill(7);
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      const piece = chunk.slice(0, Math.min(left, chunk.length));
      controller.enqueue(piece);
      left -= piece.length;
      produced += piece.length;
    },
  });
}
