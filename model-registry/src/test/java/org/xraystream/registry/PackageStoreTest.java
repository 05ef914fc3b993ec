package org.xraystream.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

final class PackageStoreTest {
    @Test
    void theSamePackageHasTheSameKeyAndAnotherHasAnother() throws Exception {
        ModelPackage release = ModelPackage.release();
        ModelIdentity model = release.manifest().identity();

        assertThat(PackageStore.key(model, release.zip()))
                .isEqualTo(PackageStore.key(model, ModelPackage.release().zip()))
                .startsWith(model.id() + "/" + model.version() + "-")
                .endsWith(".zip")
                .isNotEqualTo(PackageStore.key(model, "another".getBytes(UTF_8)));
    }

    @Test
    void aNameThatWouldLeadElsewhereIsRefused() {
        for (String name : new String[] {"a/b", "..", "", "Lunge 2"}) {
            assertThatThrownBy(() -> PackageStore.key(new ModelIdentity(name, "1.0.0", "00"), new byte[0]))
                    .isInstanceOf(ModelPackageException.class)
                    .hasMessageContaining("'" + name + "'");
            assertThatThrownBy(() -> PackageStore.key(new ModelIdentity("m", name, "00"), new byte[0]))
                    .isInstanceOf(ModelPackageException.class);
        }
    }
}
