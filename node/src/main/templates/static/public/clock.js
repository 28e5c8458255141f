const { now } = await (await fetch("/api/time")).json();
document.getElementById("now").textContent = new Date(now).toLocaleTimeString();
