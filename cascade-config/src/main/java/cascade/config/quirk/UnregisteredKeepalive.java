package cascade.config.quirk;

/**
 * Answer to a keepalive of a lower that is not registered: 403 or 404, after which it registers; 401, whose credentials
 * register it; or its registration by the keepalive itself. The last two by the {@code auth} of the domain: nobody gets in
 * without its password, and without one there is nothing to ask for. Where that leaves nothing, 403.
 */
public enum UnregisteredKeepalive {
    FORBIDDEN,
    NOT_FOUND,
    CHALLENGE,
    REGISTER
}
