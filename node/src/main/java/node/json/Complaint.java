package node.json;

/// What is wrong in a text, and where.
public record Complaint(Place place, String sentence) {}
