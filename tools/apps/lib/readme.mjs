// Takes the code blocks out of a page of Markdown, or out of the comments of a declaration file.
import { readFileSync } from "node:fs";

/// The text of the wanted blocks, numbered from 1, one below the other, between the lines that the list adds.
export function blocksOf(file, { blocks, before = [], after = [] }) {
    const found = allBlocks(readFileSync(file, "utf8"));
    const wanted = blocks.map(number => {
        if (found[number - 1] === undefined) throw new Error(`${file} has ${found.length} code blocks, not ${number}.`);
        return found[number - 1];
    });
    return [...before, ...wanted, ...after, ""].join("\n");
}

function allBlocks(text) {
    const found = [];
    let open = null;
    for (const line of text.split("\n")) {
        const [, indent, fence] = /^([\s>*]*)(```)/.exec(line) ?? [];
        if (fence && open) {
            found.push(open.lines.join("\n"));
            open = null;
        } else if (fence) open = { indent: indent.length, lines: [] };
        else open?.lines.push(line.slice(open.indent));
    }
    return found;
}
