package dev.sojourn.engine;

import dev.sojourn.BlockedBy;
import dev.sojourn.LoginBlock;
import dev.sojourn.LoginBlocks;
import dev.sojourn.NotSupportedException;
import java.util.List;

/** The blocks of a limiter that tells none. Immutable. */
public final class UntoldBlocks implements LoginBlocks {

    private final String storage;

    /** Beside the storage of this name. */
    public UntoldBlocks(String storage) {
        this.storage = storage;
    }

    @Override
    public List<LoginBlock> list() {
        throw notSupported();
    }

    @Override
    public boolean lift(BlockedBy kind, String value, String administrator) {
        throw notSupported();
    }

    private NotSupportedException notSupported() {
        return new NotSupportedException(storage, "lists of blocked logins that the application's own limiter counts");
    }
}
