package dev.sojourn.docs;

// docs:begin
import dev.sojourn.rest.SojournApplication;
import jakarta.ws.rs.ApplicationPath;

@ApplicationPath("/api")
public class Api extends SojournApplication {}
// docs:end
